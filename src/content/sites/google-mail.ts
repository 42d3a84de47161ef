// Entry of the isolated world: Gmail and Google Chat, which also stands in a frame of Gmail.
import { gmail } from "../../messengers/gmail";
import { googleChat } from "../../messengers/google-chat";
import { guardPage } from "../guard-page";

guardPage([gmail, googleChat]);
