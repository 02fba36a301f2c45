import { createHash, timingSafeEqual } from "node:crypto";

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** A name for a secret that can be looked up in a map without the map's timing telling anything of the secret. */
export function fingerprint(secret: string): string {
  return sha256(secret).toString("base64");
}
