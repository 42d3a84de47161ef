// Entry of the isolated world: Microsoft Teams.
import { teams } from "../../messengers/teams";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([teams], followHelp());
