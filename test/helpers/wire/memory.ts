/** Runs a task, and tells by how many MiB the process was larger at most than before it. */
export async function withGrowth<T>(task: () => Promise<T>): Promise<{ result: T; growthMiB: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 5);
  try {
    const result = await task();
    look();
    return { result, growthMiB: (most - before) / 2 ** 20 };
  } finally {
    clearInterval(timer);
  }
}
