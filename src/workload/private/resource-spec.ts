import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { invalid } from '../../private/errors';
import {
  cpuAmount,
  cpuMillis,
  cpuQuantity,
  kibibytes,
  quantities,
  sizeAmount,
  sizeQuantity,
  WRITE_SIZE,
} from '../../private/quantities';
import { check } from '../../private/rules';
import { cpuShape, sizeShape } from '../../private/shapes';

const SIDES = ['request', 'limit'] as const;

/** What a container asks for and may use at most, as Kubernetes spells it. */
export function resourceSpec(
  scope: IConstruct,
  prop: string,
  resources: kplus.ContainerResources = {},
): kplus.k8s.ResourceRequirements | undefined {
  const { cpu = {}, memory = {}, ephemeralStorage = {} } = resources;
  for (const side of SIDES) {
    const [millis, size, disk] = [cpu[side], memory[side], ephemeralStorage[side]];
    check(scope, `${prop}.cpu.${side}`, millis, cpuShape, 'write Cpu.millis(500) or the like');
    check(scope, `${prop}.memory.${side}`, size, sizeShape, WRITE_SIZE);
    check(scope, `${prop}.ephemeralStorage.${side}`, disk, sizeShape, WRITE_SIZE);
    check(scope, `${prop}.cpu.${side}`, millis && cpuMillis(millis), cpuAmount, 'omit it for none');
    check(scope, `${prop}.memory.${side}`, size && kibibytes(size), sizeAmount, 'omit it for none');
    check(scope, `${prop}.ephemeralStorage.${side}`, disk && kibibytes(disk), sizeAmount, 'omit it for none');
  }
  ordered(scope, `${prop}.cpu`, cpu.request && cpuMillis(cpu.request), cpu.limit && cpuMillis(cpu.limit), 'm');
  for (const [name, { request, limit }] of Object.entries({ memory, ephemeralStorage })) {
    ordered(scope, `${prop}.${name}`, request && kibibytes(request), limit && kibibytes(limit), 'Ki');
  }
  const [requests, limits] = SIDES.map((side) =>
    quantities({
      cpu: cpu[side] && cpuQuantity(cpu[side]),
      memory: memory[side] && sizeQuantity(memory[side]),
      'ephemeral-storage': ephemeralStorage[side] && sizeQuantity(ephemeralStorage[side]),
    }),
  );
  return requests === undefined && limits === undefined ? undefined : { requests, limits };
}

function ordered(
  scope: IConstruct,
  prop: string,
  request: number | undefined,
  limit: number | undefined,
  unit: string,
): void {
  if (request !== undefined && limit !== undefined && request > limit) {
    const problem = `'${prop}.request' must not exceed the limit, got ${request}${unit} over ${limit}${unit}`;
    throw invalid(scope, problem, 'raise the limit');
  }
}
