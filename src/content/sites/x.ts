// Entry of the isolated world: X.
import { x } from "../../messengers/x";
import { guardPage } from "../guard-page";

guardPage([x]);
