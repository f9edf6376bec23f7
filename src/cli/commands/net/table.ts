/** The `net` commands as data. */

import { REPORT_FORMATS } from '#check/report/formats.ts'
import type { Command, Positional } from '#cli/term/command-table.ts'
import { NET_FLAGS } from './net-input.ts'

const PATHS: Positional = {
  name: 'PATH',
  describe: 'Packages, fleets, rendered repositories or single files, read as one fleet; the working directory unless given.',
  repeat: true,
  complete: 'directory',
}

export const NET_COMMANDS: readonly Command[] = [
  {
    name: 'net check',
    summary: 'Proves that addresses, VLANs and plugins do not contradict each other.',
    description:
      'Reads everything below the paths that names an address, makes one network of it, and prints each contradiction with both places and an ' +
      'address that proves it. Give the rendered repositories of several clusters at once to compare them. The same findings come from the ' +
      'function validate-network-contexts; its README lists all rules.',
    positionals: [PATHS],
    flags: {
      output: { type: 'text', short: 'o', choices: REPORT_FORMATS, default: 'text', describe: 'Form of the findings on standard output.' },
      'fail-on': { type: 'text', choices: ['error', 'warning', 'never'], default: 'error', describe: 'The least severity that makes the exit code 1.' },
      ...NET_FLAGS,
    },
    examples: [
      { command: 'krm-fleet net check examples/fleet', describe: 'Check the contexts of a management repository.' },
      { command: 'krm-fleet net check out/my-ran out/my-core -o json', describe: 'Compare two rendered repositories.' },
    ],
  },
  {
    name: 'net free',
    summary: 'Gives the next free prefixes of a network.',
    description:
      'NETWORK is a network instance with declared prefixes, the name of a network (n2, or my-ran/n2 for that of one cluster), or a prefix. ' +
      'The prefixes go to standard output, one per line; standard error says what stands in the rest. Everything that shares a domain with the ' +
      'network counts as taken, and so does what is routed in its clusters. Exit code 1 when there is not enough room.',
    positionals: [PATHS],
    flags: {
      in: { type: 'text', value: 'NETWORK', describe: 'The network whose space is searched.' },
      length: { type: 'integer', value: 'N', describe: 'The prefix length that is wanted.' },
      count: { type: 'integer', value: 'N', default: 1, describe: 'How many prefixes are wanted.' },
      family: { type: 'text', choices: ['4', '6'], describe: 'The address family, where the network has both.' },
      output: { type: 'text', short: 'o', choices: ['text', 'json'], default: 'text', describe: 'Form of the answer on standard output.' },
      ...NET_FLAGS,
    },
    examples: [
      { command: 'krm-fleet net free --in vpc-ran --length 24', describe: 'The next free /24 of a network instance.' },
      { command: 'krm-fleet net free examples/fleet --in 192.168.0.0/16 --length 24 --count 2', describe: 'Two subnets that nobody uses.' },
    ],
  },
  {
    name: 'net map',
    summary: 'Draws the address plan of a package or a fleet.',
    description:
      'A tree of domains, spaces, clusters and networks; each line has a bar that shows where it lies in its space. With -o svg the same as a ' +
      'picture in one file: a lane per cluster, overlaps hatched with the address that proves them, free space white. Of many clusters those ' +
      'with overlaps are drawn and the others as one lane, unless --all is given.',
    positionals: [PATHS],
    flags: {
      output: { type: 'text', short: 'o', choices: ['text', 'svg', 'json'], default: 'text', describe: 'Form of the map on standard output.' },
      all: { type: 'boolean', describe: 'Draw every cluster and network, however many there are.' },
      ascii: { type: 'boolean', describe: 'Draw with plain characters, as it is done where the locale is not UTF-8.' },
      ...NET_FLAGS,
    },
    examples: [
      { command: 'krm-fleet net map examples/fleet', describe: 'The address plan of a management repository.' },
      { command: 'krm-fleet net map examples/fleet -o svg > plan.svg', describe: 'The same as a picture.' },
    ],
  },
]
