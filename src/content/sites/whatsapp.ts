// Entry of the isolated world: WhatsApp.
import { whatsapp } from "../../messengers/whatsapp";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([whatsapp], followHelp());
