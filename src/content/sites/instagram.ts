// Entry of the isolated world: Instagram.
import { instagram } from "../../messengers/instagram";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([instagram], followHelp());
