import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import type { Disk } from './places.ts'

/** What a machine has on its disk besides the image. */
export interface Equipment {
  /** Files of the partition for /oem. */
  readonly oem?: Files
  /** Files of the persistent partition, /usr/local. */
  readonly persistent?: Files
  /** Partitions that have lost their file system. */
  readonly without?: readonly string[]
}

type Files = Readonly<Record<string, string>>

/** One boot of a machine. */
export interface BootOptions {
  readonly initrd?: 'slim' | 'full'
  /** The whole kernel command line but for the console; default: the installed system. */
  readonly parameters?: string
  /** Shell text that is run in the booted system, in an empty folder whose files are brought back. */
  readonly probe?: string
  /** How the probe ends the machine. */
  readonly end?: 'poweroff' | 'reboot'
  /** Files that lie beside the probe. */
  readonly files?: Readonly<Record<string, string>>
}

/** What came of a boot. */
export interface Boot {
  readonly console: string
  /** Whether the machine ended by itself, not by the deadline. */
  readonly ended: boolean
  /** A file that the probe left, without blanks at its end; empty when it did not get so far. */
  fact(name: string): string
  readonly seconds: number
}

/** The kernel command line of an installed cOS, with an end instead of a shell when the boot fails. */
export const installed =
  'root=LABEL=COS_ACTIVE cos-img/filename=/cOS/active.img rd.cos.oemlabel=COS_OEM rd.cos.oemtimeout=120'

/** Seconds that a boot may take on a machine that does other things as well. */
const deadline = 420

/** A machine with a disk of its own that outlives its boots. */
export class Machine {
  readonly #disk: Disk
  readonly #folder = mkdtempSync(join(tmpdir(), 'cos-config-vm-'))

  private constructor(disk: Disk) {
    this.#disk = disk
  }

  /** Makes the disk as a layer over the one that all start from. */
  static async make(disk: Disk, { oem, persistent, without = [] }: Equipment = {}): Promise<Machine> {
    const machine = new Machine(disk)
    const qcow = machine.#path('disk.qcow2')
    await execa('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', disk.raw, '-F', 'raw', qcow])
    if (oem) await machine.#fill('COS_OEM', oem)
    if (persistent) await machine.#fill('COS_PERSISTENT', persistent)
    for (const label of without) await machine.#write(`write -q -z ${machine.#partition(label).start} 4M`)
    return machine
  }

  /** Boots the machine and waits until it has ended. */
  async boot(options: BootOptions = {}): Promise<Boot> {
    const { initrd = 'slim', parameters = installed, probe = '', end = 'poweroff', files = {} } = options
    const folder = this.#path('probe')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    writeFileSync(join(folder, 'probe'), probe)
    writeFileSync(join(folder, 'end'), end)
    for (const [name, from] of Object.entries(files)) cpSync(from, join(folder, name))
    await execa('tar', ['-cf', this.#path('probe.img'), '-C', folder, '.'])
    await execa('truncate', ['-s', '%1M', this.#path('probe.img')])
    rmSync(this.#path('facts.img'), { force: true })
    await execa('truncate', ['-s', '32M', this.#path('facts.img')])
    const started = performance.now()
    const console = this.#path('console.log')
    const append = `console=ttyS0 rd.shell=0 rd.emergency=poweroff systemd.show_status=1 ${parameters}`
    const { timedOut } = await execa(
      'qemu-system-x86_64',
      [
        // Never with KVM: what is tested must not depend on what the host can do.
        ...[
          '-machine',
          'q35,accel=tcg',
          '-cpu',
          'max',
          '-smp',
          '2',
          '-m',
          '1536',
          '-display',
          'none',
          '-no-reboot',
        ],
        ...['-serial', `file:${console}`, '-monitor', 'none', '-nic', 'none'],
        ...['-kernel', this.#disk.kernel, '-initrd', this.#disk.initrd(initrd), '-append', append],
        ...drive('system', this.#path('disk.qcow2'), 'qcow2'),
        ...drive('probe', this.#path('probe.img'), 'raw'),
        ...drive('facts', this.#path('facts.img'), 'raw'),
      ],
      { reject: false, timeout: deadline * 1000 },
    )
    const facts = this.#path('facts')
    rmSync(facts, { recursive: true, force: true })
    mkdirSync(facts)
    await execa('tar', ['-xf', this.#path('facts.img'), '-C', facts], { reject: false })
    const found = new Map<string, string>()
    const { stdout: names } = await execa('find', [facts, '-type', 'f', '-printf', '%P\\n'])
    for (const name of names.split('\n').filter((name) => name !== ''))
      found.set(name, readFileSync(join(facts, name), 'utf8'))
    const boot: Boot = {
      console: existsSync(console) ? plainText(readFileSync(console, 'latin1')) : '',
      ended: !timedOut,
      fact: (name) => found.get(name)?.trimEnd() ?? '',
      seconds: Math.round((performance.now() - started) / 1000),
    }
    return boot
  }

  /** Removes the disk and what boots left. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #path(name: string): string {
    return join(this.#folder, name)
  }

  #partition(label: string) {
    const partition = this.#disk.partitions.get(label)
    if (partition === undefined) throw new Error(`the disk has no ${label}`)
    return partition
  }

  /** Makes a partition anew with files in it. */
  async #fill(label: string, files: Files): Promise<void> {
    const folder = this.#path('content')
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const image = this.#path('content.img')
    const { start, megabytes } = this.#partition(label)
    await execa('mkfs.ext4', ['-q', '-F', '-L', label, '-m', '0', '-d', folder, image, `${megabytes}M`])
    await this.#write(`write -q -s ${image} ${start} ${megabytes}M`)
    rmSync(folder, { recursive: true })
    rmSync(image)
  }

  #write(command: string) {
    return execa('qemu-io', ['-f', 'qcow2', '-c', command, this.#path('disk.qcow2')])
  }
}

function drive(id: string, file: string, format: string): string[] {
  const options = `if=none,id=${id},file=${file},format=${format},cache=unsafe`
  return ['-drive', options, '-device', `virtio-blk-pci,drive=${id},serial=${id}`]
}

/** A console without colours and cursor movements. */
function plainText(text: string): string {
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r', '')
}
