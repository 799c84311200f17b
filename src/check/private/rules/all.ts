import { UPDATE_RULES } from '../immutable';
import { Rule } from '../rule';
import { ACCESS_RULES } from './access/access';
import { BINDING_RULES } from './storage/bindings';
import { UNKNOWN_RESOURCE_RULES } from './access/unknown-resources';
import { WEBHOOK_RULES } from './access/webhooks';
import { CONFIG_RULES } from './config/config';
import { CONFLICT_RULES } from './network/conflicts';
import { ENDPOINT_RULES } from './network/endpoints';
import { GATEWAY_RULES } from './network/gateways';
import { GRANT_RULES } from './network/grants';
import { INGRESS_RULES } from './network/ingresses';
import { NETWORK_POLICY_RULES } from './network/network-policies';
import { SERVICE_RULES } from './network/services';
import { ADMISSION_RULES } from './objects/admission';
import { CLUSTER_POLICY_RULES } from './objects/cluster-policies';
import { DEFINITION_RULES } from './objects/definitions';
import { DUPLICATE_RULES } from './objects/duplicates';
import { LABEL_SELECTOR_RULES } from './objects/label-selectors';
import { METADATA_RULES } from './objects/metadata';
import { POD_SECURITY_RULES } from './objects/pod-security';
import { QUOTA_NEED_RULES } from './objects/quota-needs';
import { POD_RULES } from './pods/pod-rules';
import { PORT_RULES } from './references/ports';
import { REFERENCE_RULES } from './references/references';
import { SELECTOR_RULES } from './references/selectors';
import { SCHEMA_RULES } from './schema/schema';
import { CLAIM_RULES } from './storage/claims';
import { VOLUME_RULES } from './storage/volumes';
import { DERIVED_NAME_RULES } from './workloads/derived-names';
import { JOB_RULES } from './workloads/jobs';
import { KNATIVE_RULES } from './workloads/knative';
import { KNATIVE_TEMPLATE_RULES } from './workloads/knative-template';
import { SCALING_RULES } from './workloads/scaling';
import { WORKLOAD_RULES } from './workloads/workloads';

/** All rules, by the page of docs/checks that explains them. */
export const RULES_BY_PAGE: { readonly [page: string]: Rule[] } = {
  schema: [...SCHEMA_RULES],
  references: [...PORT_RULES, ...REFERENCE_RULES, ...SELECTOR_RULES],
  pods: [...POD_RULES],
  workloads: [
    ...DERIVED_NAME_RULES,
    ...JOB_RULES,
    ...KNATIVE_RULES,
    ...KNATIVE_TEMPLATE_RULES,
    ...SCALING_RULES,
    ...WORKLOAD_RULES,
  ],
  objects: [
    ...ADMISSION_RULES,
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
    ...CONFLICT_RULES,
  ],
  storage: [...BINDING_RULES, ...VOLUME_RULES, ...CLAIM_RULES],
  config: [...CONFIG_RULES],
  access: [...WEBHOOK_RULES, ...UNKNOWN_RESOURCE_RULES, ...ACCESS_RULES],
  updates: [...UPDATE_RULES],
};

/** All rules. */
export const RULES: Rule[] = Object.values(RULES_BY_PAGE).flat();
