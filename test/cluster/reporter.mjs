// Prints a line for each test when it ends, why it failed, and the counts at the end.
export default async function* reporter(events) {
  const path = [];
  const count = { passed: 0, failed: 0, skipped: 0 };
  let interrupted = false;
  process.once('interrupted', () => (interrupted = true));
  for await (const { type, data } of events) {
    if (interrupted) continue; // what fails now was ended by the signal
    if (type === 'test:start') path.splice(data.nesting, Infinity, data.name);
    if (type === 'test:diagnostic' && data.nesting > 0) yield `${data.message.replace(/^/gm, '        ')}\n`;
    if (type !== 'test:pass' && type !== 'test:fail') continue;

    path.splice(data.nesting, Infinity, data.name);
    const { error, type: kind, duration_ms: duration } = data.details;
    if (kind === 'suite' && (type === 'test:pass' || error.failureType === 'subtestsFailed')) continue;
    const result = type === 'test:fail' ? 'failed' : data.skip === undefined ? 'passed' : 'skipped';
    count[result]++;
    yield `${result.padEnd(7)} ${path.join(' > ')} (${(duration / 1000).toFixed(1)} s)\n`;
    if (data.skip) yield `        ${data.skip}\n`;
    if (error) yield `${String(error.cause?.stack ?? error.cause ?? error).replace(/^/gm, '        ')}\n`;
  }
  if (!interrupted) yield `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`;
}
