#pragma once

/// Whether the kernel says that something keeps its clock right: 1 if it does, 0 if it does not, and -1 if it cannot be
/// asked, as in a sandbox that lets nobody near the clock. Nothing is set.
int suture_clock_is_synchronised(void);
