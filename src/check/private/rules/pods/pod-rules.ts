import { Rule } from '../../rule';
import { CONTAINER_RULES } from './containers';
import { ENVIRONMENT_RULES } from './environment';
import { PLACEMENT_RULES } from './placement';
import { POD_FIELD_RULES } from './pod-fields';
import { POD_VOLUME_RULES } from './pod-volumes';
import { PROBE_RULES } from './probes';
import { RESOURCE_RULES } from './resources';
import { RESTART_POLICY_RULES } from './restart-policies';
import { SECRET_FILE_RULES } from './secret-files';
import { SECURITY_RULES } from './security';
import { VOLUME_MOUNT_RULES } from './volume-mounts';

/** All rules on pods and their containers, in the order of docs/checks/pods.md. */
export const POD_RULES: Rule[] = [
  ...CONTAINER_RULES,
  ...ENVIRONMENT_RULES,
  ...POD_VOLUME_RULES,
  ...VOLUME_MOUNT_RULES,
  ...SECRET_FILE_RULES,
  ...RESOURCE_RULES,
  ...PROBE_RULES,
  ...RESTART_POLICY_RULES,
  ...SECURITY_RULES,
  ...PLACEMENT_RULES,
  ...POD_FIELD_RULES,
];
