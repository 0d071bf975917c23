/**
 * How the server is set up, beside its own defaults: reached through a private socket alone, small enough to rest
 * beside two Node processes, and silent about what people typed (a failed statement may hold a mail address).
 */
export function settings(major: number, durable: boolean, socket: string): string[] {
  const all: Record<string, string> = {
    listen_addresses: '',
    // A list in itself: quotes keep commas and spaces of the path together.
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    timezone: 'UTC',
    log_timezone: 'UTC',

    shared_buffers: '48MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '32MB',
    max_connections: '60',
    max_worker_processes: '4',
    max_parallel_workers_per_gather: '0',
    autovacuum_max_workers: '2',
    jit: 'off',

    // No standby copies this server, so its log needs only what recovery after a crash needs.
    wal_level: 'minimal',
    max_wal_senders: '0',
    min_wal_size: '64MB',
    max_wal_size: '512MB',
    checkpoint_timeout: '10min',

    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '',
    // Without its own reader processes: at this size they cost more memory than they save time.
    ...(major >= 18 ? { io_method: 'sync' } : {}),
    ...(durable ? {} : FLEETING),
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** For tests: fast, for many files at once, and lost when the machine stops. */
const FLEETING = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '200',
}
