// Entry of the isolated world: Google Messages.
import { googleMessages } from "../../messengers/google-messages";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([googleMessages], followHelp());
