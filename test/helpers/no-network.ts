import * as net from "node:net";

// Loaded before the unit tests: one that opens a connection is no unit test, and fails.
net.Socket.prototype.connect = () => {
  throw new Error("a unit test opened a network connection");
};
