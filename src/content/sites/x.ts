// Entry of the isolated world: X.
import { x } from "../../messengers/x";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([x], followHelp());
