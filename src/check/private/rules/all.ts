import { UPDATE_RULES } from '../immutable';
import { Rule } from '../rule';
import { ACCESS_RULES } from './access/access';
import { BINDING_RULES } from './storage/bindings';
import { UNKNOWN_RESOURCE_RULES } from './access/unknown-resources';
import { WEBHOOK_RULES } from './access/webhooks';
import { CONFIG_RULES } from './config/config';
import { CREDENTIAL_MISMATCH_RULES } from './config/credential-mismatch';
import { HIDDEN_PROGRAM_RULES } from './config/hidden-programs';
import { PLAIN_CREDENTIAL_RULES } from './config/plain-credentials';
import { VARIABLE_RULES } from './config/variables';
import { CONFLICT_RULES } from './network/conflicts';
import { ENDPOINT_RULES } from './network/endpoints';
import { GATEWAY_RULES } from './network/gateways';
import { GRANT_RULES } from './network/grants';
import { HOST_RULES } from './network/hosts';
import { INGRESS_RULES } from './network/ingresses';
import { NETWORK_POLICY_RULES } from './network/network-policies';
import { PING_RULES } from './network/pings';
import { SERVICE_RULES } from './network/services';
import { STATIC_ENDPOINT_RULES } from './network/static-endpoints';
import { ADMISSION_RULES } from './objects/admission';
import { BLOCKING_BUDGET_RULES } from './objects/blocking-budgets';
import { CLUSTER_POLICY_RULES } from './objects/cluster-policies';
import { DEFINITION_RULES } from './objects/definitions';
import { DUPLICATE_RULES } from './objects/duplicates';
import { LABEL_SELECTOR_RULES } from './objects/label-selectors';
import { METADATA_RULES } from './objects/metadata';
import { POD_SECURITY_RULES } from './objects/pod-security';
import { QUOTA_NEED_RULES } from './objects/quota-needs';
import { NEIGHBOUR_RULES } from './pods/neighbours';
import { POD_RULES } from './pods/pod-rules';
import { SCRIPT_FILE_RULES } from './pods/script-files';
import { SCRIPT_OUTPUT_RULES } from './pods/script-outputs';
import { STARTUP_RULES } from './pods/startup';
import { PORT_RULES } from './references/ports';
import { REFERENCE_RULES } from './references/references';
import { SELECTOR_VERSION_RULES } from './references/selector-versions';
import { SELECTOR_RULES } from './references/selectors';
import { SCHEMA_RULES } from './schema/schema';
import { CLAIM_RULES } from './storage/claims';
import { HOST_PATH_RULES } from './storage/host-paths';
import { SHARED_CLAIM_RULES } from './storage/shared-claims';
import { SHARED_HOST_PATH_RULES } from './storage/shared-host-paths';
import { UNBOUND_CLAIM_RULES } from './storage/unbound-claims';
import { VOLUME_RULES } from './storage/volumes';
import { BARE_POD_RULES } from './workloads/bare-pods';
import { CLAIM_MOUNT_RULES } from './workloads/claim-mounts';
import { DERIVED_NAME_RULES } from './workloads/derived-names';
import { JOB_RUN_RULES } from './workloads/job-runs';
import { JOB_RULES } from './workloads/jobs';
import { KNATIVE_RULES } from './workloads/knative';
import { KNATIVE_TEMPLATE_RULES } from './workloads/knative-template';
import { SCALING_RULES } from './workloads/scaling';
import { TEMPLATE_HASH_RULES } from './workloads/template-hashes';
import { WORKLOAD_RULES } from './workloads/workloads';

/** All rules, by the page of docs/checks that explains them. */
export const RULES_BY_PAGE: { readonly [page: string]: Rule[] } = {
  schema: [...SCHEMA_RULES],
  references: [...PORT_RULES, ...REFERENCE_RULES, ...SELECTOR_RULES, ...SELECTOR_VERSION_RULES],
  pods: [...POD_RULES, ...SCRIPT_FILE_RULES, ...SCRIPT_OUTPUT_RULES, ...STARTUP_RULES, ...NEIGHBOUR_RULES],
  workloads: [
    ...BARE_POD_RULES,
    ...CLAIM_MOUNT_RULES,
    ...DERIVED_NAME_RULES,
    ...JOB_RULES,
    ...JOB_RUN_RULES,
    ...KNATIVE_RULES,
    ...KNATIVE_TEMPLATE_RULES,
    ...SCALING_RULES,
    ...TEMPLATE_HASH_RULES,
    ...WORKLOAD_RULES,
  ],
  objects: [
    ...ADMISSION_RULES,
    ...BLOCKING_BUDGET_RULES,
    ...CLUSTER_POLICY_RULES,
    ...DEFINITION_RULES,
    ...DUPLICATE_RULES,
    ...LABEL_SELECTOR_RULES,
    ...METADATA_RULES,
    ...POD_SECURITY_RULES,
    ...QUOTA_NEED_RULES,
  ],
  network: [
    ...SERVICE_RULES,
    ...NETWORK_POLICY_RULES,
    ...INGRESS_RULES,
    ...GRANT_RULES,
    ...GATEWAY_RULES,
    ...ENDPOINT_RULES,
    ...STATIC_ENDPOINT_RULES,
    ...HOST_RULES,
    ...PING_RULES,
    ...CONFLICT_RULES,
  ],
  storage: [
    ...BINDING_RULES,
    ...VOLUME_RULES,
    ...CLAIM_RULES,
    ...UNBOUND_CLAIM_RULES,
    ...SHARED_CLAIM_RULES,
    ...HOST_PATH_RULES,
    ...SHARED_HOST_PATH_RULES,
  ],
  config: [
    ...CONFIG_RULES,
    ...CREDENTIAL_MISMATCH_RULES,
    ...HIDDEN_PROGRAM_RULES,
    ...PLAIN_CREDENTIAL_RULES,
    ...VARIABLE_RULES,
  ],
  access: [...WEBHOOK_RULES, ...UNKNOWN_RESOURCE_RULES, ...ACCESS_RULES],
  updates: [...UPDATE_RULES],
};

/** All rules. */
export const RULES: Rule[] = Object.values(RULES_BY_PAGE).flat();
