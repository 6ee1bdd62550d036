import Configuration
import Logging
import Metrics
import ServiceLifecycle
