// Entry of the isolated world: LinkedIn.
import { linkedin } from "../../messengers/linkedin";
import { guardPage } from "../guard-page";

guardPage([linkedin]);
