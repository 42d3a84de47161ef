// Entry of the isolated world: Google Messages.
import { googleMessages } from "../../messengers/google-messages";
import { guardPage } from "../guard-page";

guardPage([googleMessages]);
