import CProcessMemory
import SutureOutput
import SutureReplay

Output.prepare()
suture_prepare_memory()
ReplayCommand.start()
