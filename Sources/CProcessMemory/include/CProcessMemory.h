#pragma once

/// Decides how a process of many threads allocates memory. To be called first of all, before a database is opened.
///
/// Linking this target puts jemalloc in the place of the C library's allocator: what one thread allocates another frees,
/// for every command, and there the C library's waits for locks. And SQLite no longer counts what it allocates, which it
/// does under one lock for the whole process.
void suture_prepare_memory(void);
