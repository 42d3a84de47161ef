// Entry of the isolated world: LinkedIn.
import { linkedin } from "../../messengers/linkedin";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([linkedin], followHelp());
