// Entry of the isolated world: Messenger, on messenger.com and facebook.com.
import { facebookMessenger } from "../../messengers/facebook-messenger";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([facebookMessenger], followHelp());
