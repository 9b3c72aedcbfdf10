/* A worker thread that waits to be told to stop. */
#ifndef WORKER_H
#define WORKER_H

void worker_start(void);
void worker_stop(void);
void worker_join(void);

#endif
