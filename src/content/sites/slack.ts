// Entry of the isolated world: Slack.
import { slack } from "../../messengers/slack";
import { guardPage } from "../guard-page";

guardPage([slack]);
