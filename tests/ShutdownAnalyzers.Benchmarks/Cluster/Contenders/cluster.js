// node's own cluster module with a rolling restart on SIGHUP: one after another, each new worker listens before an old one is told to go.
const cluster = require('node:cluster');
const { once } = require('node:events');
const path = require('node:path');

cluster.setupPrimary({ exec: path.join(__dirname, 'server.js'), args: process.argv.slice(2) });

const start = async () => {
  const worker = cluster.fork();
  await once(worker, 'listening');
  return worker;
};

(async () => {
  const workers = [await start(), await start()];
  let deploys = 0;
  process.on('SIGHUP', async () => {
    for (const [number, old] of workers.entries()) {
      workers[number] = await start();
      old.process.kill('SIGTERM');
      await once(old, 'exit');
    }
    console.log(`deployed ${++deploys} times`);
  });
  console.log('both workers listen');
})();
