// Entry of the isolated world: WhatsApp.
import { whatsapp } from "../../messengers/whatsapp";
import { guardPage } from "../guard-page";

guardPage([whatsapp]);
