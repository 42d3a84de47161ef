// Entry of the isolated world: Discord.
import { discord } from "../../messengers/discord";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([discord], followHelp());
