#include "CKernelClock.h"

#include <sys/timex.h>

int suture_clock_is_synchronised(void) {
    // No mode: it is only read.
    struct timex state = {0};
    int answer = adjtimex(&state);
    return answer >= 0 && answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}
