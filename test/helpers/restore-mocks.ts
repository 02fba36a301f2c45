import sinon from "sinon";

/** Root hook of Mocha: undoes after each test what sinon has replaced. */
export const mochaHooks = {
  afterEach: (): void => {
    sinon.restore();
  },
};
