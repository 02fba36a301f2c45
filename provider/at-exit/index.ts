export { sendAtExit } from "./send-at-exit.js";
