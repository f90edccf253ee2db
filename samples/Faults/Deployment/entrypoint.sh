#!/bin/sh
set -e
echo "starting"
dotnet Deployment.dll "$@"
