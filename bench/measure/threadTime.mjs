// Time of a page's main thread on its core, so that a machine with more to do than cores changes little.

/** Does something with a page; what that took its main thread, ms. The page may go somewhere once, at its start. */
export async function threadTime(page, act) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (name) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
  };
  const before = await read();
  await act();
  const after = await read();
  await session.detach();
  const spent = (name) => after(name) - before(name);
  return { taskMs: spent('TaskDuration'), scriptMs: spent('ScriptDuration') };
}
