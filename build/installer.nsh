; Offers Longshore under "Open with" for videos, and takes no file type over: only names below Applications are
; written, never the default of an extension. electron-builder's own fileAssociations would write the default.

!define OPEN_WITH "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"

!macro offerFor EXTENSION
  WriteRegStr SHELL_CONTEXT "${OPEN_WITH}\SupportedTypes" "${EXTENSION}" ""
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${OPEN_WITH}" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "${OPEN_WITH}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  !insertmacro offerFor ".mp4"
  !insertmacro offerFor ".m4v"
  !insertmacro offerFor ".mov"
  !insertmacro offerFor ".mkv"
  !insertmacro offerFor ".webm"
  !insertmacro offerFor ".avi"
  !insertmacro offerFor ".mpg"
  !insertmacro offerFor ".mpeg"
  !insertmacro offerFor ".ogv"
  !insertmacro offerFor ".flv"
  !insertmacro offerFor ".wmv"
  !insertmacro offerFor ".ts"
  !insertmacro offerFor ".m2ts"
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegKey SHELL_CONTEXT "${OPEN_WITH}"
  ${endIf}
!macroend
