import { startTestAtlas, type TestAtlas, type TestAtlasOptions } from "./local-atlas.js";

/** Gives each test of a `describe` a local Atlas of its own. */
export function useTestAtlas(options?: TestAtlasOptions): TestAtlas {
  let current: TestAtlas | undefined;
  const test = (): TestAtlas => {
    if (current === undefined) throw new Error("there is no local Atlas before a test has begun");
    return current;
  };
  beforeEach(async () => {
    current = await startTestAtlas(options);
  });
  afterEach(() => test().atlas.close());
  return {
    get atlas() {
      return test().atlas;
    },
    get secrets() {
      return test().secrets;
    },
    config: (kind) => test().config(kind),
  };
}
