// Entry of the isolated world: Instagram.
import { instagram } from "../../messengers/instagram";
import { guardPage } from "../guard-page";

guardPage([instagram]);
