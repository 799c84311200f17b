import { Chart, Include } from 'cdk8s';
import { writeFileSync } from 'node:fs';
import { KeyOrder } from '../../src/synth';
import { outputFolders, unchecked } from './output-folder';

const outputFolder = outputFolders();

const ORDERED = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  namespace: team
  labels:
    app: db
    image: x
    name: z
  annotations:
    a: b
  finalizers:
    - f
spec:
  serviceName: db
  replicas: 2
  selector:
    matchLabels:
      app: db
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      partition: 1
  template:
    spec:
      terminationGracePeriodSeconds: 5
      containers:
        - name: db
          image: postgres
          command:
            - a
          args:
            - b
          ports:
            - name: sql
              containerPort: 5432
          env:
            - name: PASSWORD
              valueFrom:
                secretKeyRef:
                  name: db
                  key: password
          resources:
            limits:
              cpu: "1"
          readinessProbe:
            httpGet:
              path: /
              port: 80
            periodSeconds: 5
          volumeMounts:
            - name: data
              mountPath: /data
          securityContext:
            runAsUser: 5
      volumes:
        - name: files
          configMap:
            name: files
            items:
              - key: k
                path: p
      nodeSelector:
        image: x
        name: z
      tolerations:
        - key: a
          operator: Exists
          effect: NoSchedule
  volumeClaimTemplates:
    - metadata:
        name: data
status:
  replicas: 2
---
apiVersion: v1
kind: Secret
metadata:
  name: db
type: Opaque
immutable: true
data:
  a: "1"
  image: "2"
  name: "3"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: r
rules:
  - apiGroups:
      - apps
    resources:
      - deployments
    resourceNames:
      - web
    verbs:
      - get
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: i
spec:
  ingressClassName: nginx
  rules:
    - host: a.b
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: c
spec:
  schema:
    type: object
    properties:
      a:
        type: string
        description: d
      image:
        type: string
      name:
        type: string
`;

function included(keyOrder?: KeyOrder): string {
  const file = `${outputFolder()}.yaml`;
  writeFileSync(file, ORDERED);
  const app = unchecked({ keyOrder });
  new Include(new Chart(app, 'c'), 'Include', { url: file });
  return app.synthYaml();
}

test('writes keys as people write them', () => {
  expect(included(KeyOrder.KUBERNETES)).toBe(ORDERED);
});

test('writes keys by alphabet by default', () => {
  const [statefulSet] = included().split('---\n');

  expect(included(KeyOrder.ALPHABETICAL)).toBe(included());
  expect(statefulSet).toMatch(/metadata:\n {2}annotations:[^]*\n {2}finalizers:[^]*\n {2}labels:[^]*\n {2}name: db\n/);
  expect(statefulSet).toMatch(/- args:[^]*command:[^]*env:[^]*image:[^]*name: db\n/);
});
