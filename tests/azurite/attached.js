'use strict';

// The Azure Table emulator, ended in good order by SIGTERM or when whoever holds its standard input lets go of it or dies: it writes what it holds in memory only every five seconds and when it
// is closed, and no test run that was killed leaves one behind.
const patience = 5000;

function close() {
  // Its own way to close, which writes the data first. It listens to this signal only once it has started.
  if (process.listenerCount('SIGINT') === 0) {
    process.exit(0);
  }

  process.emit('SIGINT');
  setTimeout(() => process.exit(1), patience).unref();
}

process.once('SIGTERM', close);
process.stdin.once('end', close).once('error', close).resume();
require('azurite/dist/src/table/main.js');
