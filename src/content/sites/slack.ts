// Entry of the isolated world: Slack.
import { slack } from "../../messengers/slack";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([slack], followHelp());
