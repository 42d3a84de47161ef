// Entry of the isolated world: Pages of messengers that people can host themselves, and of no messenger we know.
import { cinny } from "../../messengers/cinny";
import { converse } from "../../messengers/converse";
import { element } from "../../messengers/element";
import { mattermost } from "../../messengers/mattermost";
import { rocketChat } from "../../messengers/rocket-chat";
import { roundcube } from "../../messengers/roundcube";
import { theLounge } from "../../messengers/the-lounge";
import { zulip } from "../../messengers/zulip";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([cinny, converse, element, mattermost, rocketChat, roundcube, theLounge, zulip], followHelp());
