import { Chart } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { Construct } from 'constructs';

export interface ShopProps {
  readonly password: string;
  readonly replicas?: number;
}

export class Shop extends Chart {
  constructor(scope: Construct, id: string, props: ShopProps) {
    super(scope, id, { namespace: 'shop' });
    const secret = new config.Secret(this, 'Secret', { stringData: { password: props.password } });
    const settings = new config.ConfigMap(this, 'Settings', {
      data: { 'app.json': JSON.stringify({ Timer: { Seconds: 7 } }) },
    });
    const web = new workload.Deployment(this, 'Web', {
      metadata: { name: 'web' },
      replicas: props.replicas ?? 2,
      containers: [
        {
          name: 'web',
          image: 'ghcr.io/acme/shop:1.4.2',
          ports: [{ number: 8080, name: 'http' }],
          env: { DB_URL: 'postgres://shop:$(DB_PASSWORD)@db/shop' },
          envRefs: { DB_PASSWORD: EnvValue.fromSecretValue({ secret, key: 'password' }) },
          mounts: [storage.Volume.configMap('settings', settings).at('/app/config')],
        },
      ],
    });
    web.expose({ port: 80, metadata: { name: 'web' } });
  }
}
