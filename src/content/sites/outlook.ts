// Entry of the isolated world: Outlook.
import { outlook } from "../../messengers/outlook";
import { guardPage } from "../guard-page";

guardPage([outlook]);
