import * as kplus from 'cdk8s-plus-27';
import { invalid, shown } from '../private/errors';
import { check, envName } from '../private/rules';
import { ContainerProps } from './container';

/** Properties for `Ambassador`. */
export interface AmbassadorProps {
  /** The address that the application calls, on localhost: `http://localhost/api`. */
  readonly source: string;
  /** The address that is called instead: `http://numbers-api/rng`. */
  readonly target: string;
  /**
   * The variable of the application that holds the address it calls: `clientEnv` sets it to `source`, so that the
   * application and the proxy agree.
   * @default - none: the application gets the address in another way
   */
  readonly addressVariable?: string;
  /**
   * The port of the proxy, on localhost.
   * @default 1080
   */
  readonly port?: number;
  /**
   * The name of the container.
   * @default 'proxy'
   */
  readonly name?: string;
  /**
   * An image that keeps the contract of the default one: variables `Proxy__Port`, `Proxy__Request__UriMap__Source` and
   * `Proxy__Request__UriMap__Target`.
   * @default 'kiamol/ch07-simple-proxy'
   */
  readonly image?: string;
  /**
   * What the container asks for and may use at most.
   * @default - nothing asked for, no limit
   */
  readonly resources?: kplus.ContainerResources;
}

/**
 * A proxy beside an application that maps the one address it may call, logs each call and blocks all others. The
 * application must honour the variable `http_proxy`, also for localhost, which covers plain HTTP only: a rule that is
 * enforced is a network policy. Fails when an address is not plain HTTP.
 * Source: Learn Kubernetes in a Month of Lunches, 7.4.
 */
export class Ambassador {
  /** The proxy, for `sidecars` or `containers`. */
  public readonly container: ContainerProps;
  /** Variables of the application that send its requests through the proxy, for its `env`. */
  public readonly clientEnv: { [name: string]: string };

  constructor(props: AmbassadorProps) {
    const { source, target, port = 1080 } = props;
    for (const [prop, url] of Object.entries({ source, target })) {
      if (!isHttp(url)) {
        throw invalid(
          'Ambassador',
          `'${prop}' must be an address that starts with http://, got ${shown(url)}`,
          'correct the address',
        );
      }
    }
    this.clientEnv = { http_proxy: `http://localhost:${port}`, ...addressEnv(props) };
    this.container = {
      name: props.name ?? 'proxy',
      image: props.image ?? 'kiamol/ch07-simple-proxy',
      ports: [{ number: port, name: 'proxy' }],
      env: {
        Proxy__Port: String(port),
        Proxy__Request__UriMap__Source: source,
        Proxy__Request__UriMap__Target: target,
      },
      resources: props.resources,
    };
  }
}

function addressEnv({ addressVariable: name, source }: AmbassadorProps): { [name: string]: string } {
  check('Ambassador', 'addressVariable', name, envName, 'rename the variable');
  if (name?.toLowerCase() === 'http_proxy') {
    const problem = `'addressVariable' must not be the one that names the proxy, got ${shown(name)}`;
    throw invalid('Ambassador', problem, 'name the one in which the application looks for the address');
  }
  return name === undefined ? {} : { [name]: source };
}

function isHttp(url: string): boolean {
  if (!/^http:\/\/[^\s/?#]+(\/\S*)?$/.test(url) || !URL.canParse(url)) return false;
  return new URL(url).port !== '0';
}
