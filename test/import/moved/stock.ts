// An ordinary program of cdk8s. The import test runs it twice: as it is, and with `App` from 'cdk8s-patterns/synth'.
import { App } from 'cdk8s';
import { ApiObject, Chart, Duration, JsonPatch, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';

class Config extends Chart {
  public readonly settings: kplus.ConfigMap;

  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop', labels: { team: 'shop' } });
    this.settings = new kplus.ConfigMap(this, 'settings', {
      data: { 'a.conf': 'one: yes\ntwo: 0755\n', empty: '', number: '1e3', date: '2026-11-21' },
    });
    new ApiObject(this, 'quota', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      spec: { hard: { pods: Lazy.any({ produce: () => String(3 * 4) }) } },
    });
  }
}

class Web extends Chart {
  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id, { namespace: 'shop' });
    const web = new kplus.Deployment(this, 'web', {
      containers: [
        {
          image: 'nginx:1.30.6-alpine',
          portNumber: 8080,
          volumeMounts: [
            { path: '/etc/shop', volume: kplus.Volume.fromConfigMap(this, 'settings-volume', config.settings) },
          ],
          readiness: kplus.Probe.fromHttpGet('/', { periodSeconds: Duration.seconds(5) }),
          resources: { memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) } },
        },
      ],
    });
    const service = web.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
    new kplus.Ingress(this, 'ingress', { defaultBackend: kplus.IngressBackend.fromService(service) });
    new kplus.HorizontalPodAutoscaler(this, 'scaler', { target: web, maxReplicas: 4 });
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/metadata/annotations', { 'example.com/owner': 'shop' }));
  }
}

const app = new App();
const config = new Config(app, 'config');
const web = new Web(app, 'web', config);
web.addDependency(config);
app.synth();
