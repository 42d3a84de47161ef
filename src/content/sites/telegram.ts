// Entry of the isolated world: Telegram Web, A and K.
import { telegramA } from "../../messengers/telegram-a";
import { telegramK } from "../../messengers/telegram-k";
import { guardPage } from "../guard-page";
import { followHelp } from "../taught-help";

guardPage([telegramA, telegramK], followHelp());
