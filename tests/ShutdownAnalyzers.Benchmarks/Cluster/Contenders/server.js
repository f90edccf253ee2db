// The server of the web test app, for node: the same answers. It ends as each of its supervisors asks it to,
// and as node does by itself: it accepts no more, closes the idle connections and serves the others. Those never end whose clients
// make no pause, so it leaves after as long as our workers' lame duck lasts.
const http = require('node:http');

const port = Number(process.argv[2]);
const longestDrain = 5000;

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  switch (url.pathname) {
    case '/echo': return request.pipe(response);
    case '/slow': return setTimeout(() => response.end('slow'), Number(url.searchParams.get('ms')));
    case '/bytes': return response.end(Buffer.alloc(Number(url.searchParams.get('count'))));
    default: return response.end('hello');
  }
});

const leave = () => {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(0), longestDrain).unref();
};
process.on('message', message => { if (message === 'shutdown') leave(); }); // naught
process.on('SIGINT', leave); // pm2
process.on('SIGTERM', leave); // cluster

server.listen(port, '127.0.0.1', () => {
  console.log(`Now listening on: http://127.0.0.1:${server.address().port}`);
  process.send?.('online'); // naught
  process.send?.('ready'); // pm2
});
