import SutureReplay

ReplayCommand.start()
