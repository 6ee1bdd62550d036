import CProcessMemory
import SutureReplay

suture_prepare_memory()
ReplayCommand.start()
