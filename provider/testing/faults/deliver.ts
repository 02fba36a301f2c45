import { type Answer } from "../http/answer.js";
import { type Fault } from "./fault.js";
import { answerOf } from "./fault-answer.js";
import { type Reply } from "../http/reply.js";

/** Gives the usual answer, or what a fault makes of it. `usual` has effects, and is called at most once. */
export async function deliver(reply: Reply, usual: () => Answer, fault: Fault | undefined): Promise<void> {
  if (fault === undefined) {
    reply.send(usual());
    return;
  }
  const instead = answerOf(fault);
  if (instead === undefined) await spoil(reply, usual, fault);
  else reply.send(instead);
}

async function spoil(reply: Reply, usual: () => Answer, fault: Fault): Promise<void> {
  switch (fault.type) {
    case "delay":
      await reply.wait(fault.milliseconds);
      reply.send(usual());
      break;
    case "hang":
      if (fault.at === "midBody") await reply.sendHalf(usual());
      break;
    case "reset":
      if (fault.at === "midBody") await reply.sendHalf(usual());
      await reply.reset();
      break;
    case "truncate":
      await reply.sendHalf(usual(), fault.framing);
      reply.end();
      break;
    case "drip":
      await reply.sendSlowly(usual(), fault.millisecondsPerByte);
      break;
    case "contentType":
      reply.send(withContentType(usual(), fault.contentType));
      break;
  }
}

function withContentType(answer: Answer, contentType: string): Answer {
  return { ...answer, headers: { ...answer.headers, "Content-Type": contentType } };
}
