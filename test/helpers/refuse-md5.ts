import crypto from "node:crypto";
import sinon from "sinon";

/** Makes the `createHash` of Node refuse MD5, as OpenSSL does under FIPS, until it is restored. */
export function refuseMd5(): sinon.SinonStub {
  const { createHash } = crypto;
  return sinon.stub(crypto, "createHash").callsFake((name, options) => {
    if (name === "md5") throw new Error("error:0308010C:digital envelope routines::unsupported");
    return createHash(name, options);
  });
}
