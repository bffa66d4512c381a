-- AlterTable
ALTER TABLE "InboundLocation" ADD COLUMN "filedAt" DATETIME;

-- CreateIndex
CREATE INDEX "InboundLocation_mailbox_filedAt_idx" ON "InboundLocation"("mailbox", "filedAt");
