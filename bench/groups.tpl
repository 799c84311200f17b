{{- range .Values.groups }}
{{- $labels := dict "app.kubernetes.io/name" .name "app.kubernetes.io/part-of" .role }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .name }}
  labels:
    {{- toYaml $labels | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .name }}
  labels:
    {{- toYaml $labels | nindent 4 }}
data:
  app.properties: |
    {{- .properties | nindent 4 }}
  start.sh: |
    {{- .script | nindent 4 }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .name }}
  labels:
    {{- toYaml $labels | nindent 4 }}
spec:
  replicas: {{ .replicas }}
  selector:
    matchLabels:
      app: {{ .name }}
  template:
    metadata:
      labels:
        app: {{ .name }}
        role: {{ .role }}
    spec:
      serviceAccountName: {{ .name }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
      containers:
        - name: {{ .role }}
          image: {{ .image }}
          command: [/bin/sh, /etc/app/start.sh]
          ports:
            - name: http
              containerPort: {{ .port }}
          env:
            {{- range .env }}
            - name: {{ .name }}
              value: {{ .value | quote }}
            {{- end }}
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: PROPERTIES
              valueFrom:
                configMapKeyRef:
                  name: {{ .name }}
                  key: app.properties
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            periodSeconds: 5
          livenessProbe:
            httpGet:
              path: /healthz
              port: {{ .port }}
            initialDelaySeconds: 10
          resources:
            requests:
              cpu: {{ .cpu }}
              memory: {{ .memory }}
            limits:
              memory: {{ .memory }}
          volumeMounts:
            - name: config
              mountPath: /etc/app
              readOnly: true
            - name: tmp
              mountPath: /tmp
        {{- if .sidecar }}
        - name: log
          image: registry.example.com/log:2.1.0
          args: [--follow, /tmp/{{ .role }}.log]
          resources:
            requests:
              cpu: 10m
              memory: 16Mi
          volumeMounts:
            - name: tmp
              mountPath: /tmp
        {{- end }}
      volumes:
        - name: config
          configMap:
            name: {{ .name }}
        - name: tmp
          emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
  labels:
    {{- toYaml $labels | nindent 4 }}
spec:
  selector:
    app: {{ .name }}
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ .name }}
  labels:
    {{- toYaml $labels | nindent 4 }}
  annotations:
    example.com/owner: team {{ .role }}
    example.com/port: {{ .port | quote }}
spec:
  rules:
    - host: {{ .name }}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: {{ .name }}
                port:
                  name: http
{{- end }}
