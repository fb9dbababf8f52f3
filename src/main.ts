#!/usr/bin/env node
import { run } from './commands/index.ts'

// The only place that may end the process.
process.exitCode = await run(process.argv, process.argv0)
